package analysis

// Load reads the catalogs anew.
func Load() { loadCatalogs() }
