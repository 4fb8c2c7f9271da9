"""The clients: their list, one client's page, and its timeline."""
