"""The central service that laptops sync with: routes over the central store."""
