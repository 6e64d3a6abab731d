"""Sample letters about councils that do not exist, and what renders them."""
