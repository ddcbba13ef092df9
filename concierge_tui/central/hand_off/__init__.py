"""The page on which a family finishes her registration on her own telephone."""
