"""What a brief says, in paragraphs and tables."""
