"""`make fuzz`: thousands of made-up requests to every address and form, as nobody and in every role.

The addresses come from the URL resolver and the forms from the pages, so what is new is tried, too. `asking.py` makes
requests out of `routes.py`, `forms.py` and `junk.py`; `judge.py` says what no answer may be; `site.py` holds what is
attacked. A seed repeats a run.
"""
