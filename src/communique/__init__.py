"""communique: an evidence-linked record of what press reports say happened."""
