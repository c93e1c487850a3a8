"""Whether allies did what they owed: by published codings, by the record, and both beside each other."""
