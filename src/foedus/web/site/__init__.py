"""A site of files: the pages of the web as files that link to each other, for a folder or any static host.

plan (which pages) > inputs (what each depends on) > pages (a page as a file) > build (all of them) > links (checked).
"""
