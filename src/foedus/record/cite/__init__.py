"""Sources, treaties and the record itself as bibliography programs read them: BibTeX and CSL-JSON."""
