"""How people reach Dateline: the command line, REST, the page and the feeds."""
