"""How long visitors wait: the site and a bare Django view, started and loaded in one run (`make bench-http`)."""
