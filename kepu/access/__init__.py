"""Access (职责与辖区): who may do what to which things, lives, and the gate of views."""
