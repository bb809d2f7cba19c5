"""The toolkit as data: toolkit.yml, sections, front matter, ids and paths."""
