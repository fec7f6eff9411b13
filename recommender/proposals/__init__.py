"""What visitors propose: into the queue, from there into the catalogue, and back to the public once it is settled."""
