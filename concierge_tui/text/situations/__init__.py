"""Stories and hints of the situations, one module a situation."""
