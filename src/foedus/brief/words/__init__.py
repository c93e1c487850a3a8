"""The words of the product in German and English: messages by key, names of states and alliances."""
