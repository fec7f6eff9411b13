"""Pages about the site itself: home, the method, neutrality, privacy."""
