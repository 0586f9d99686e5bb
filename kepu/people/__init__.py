"""People (人员): accounts of people."""
