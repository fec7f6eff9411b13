"""Public pages are made once and kept, as long as what they follow from stays the same.

Of a request for one of the `addresses`, one small query tells what its page follows from (`versions`); this, the day
and the release make the page's ETag. Who has the page with that tag already is told so; else it comes from the cache
(`store`), or is made and put there. So a tag never lies, and a cache that is lost costs time only.
"""
