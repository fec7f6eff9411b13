"""The model of the decision: pure Python over integers, without Django, a database or a clock."""
