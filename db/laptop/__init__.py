"""The store on a laptop: SQLCipher driven by sqlite-utils.

sqlite-utils prefers a module called `pysqlite3` and catches that module's exceptions.
Naming SQLCipher so, before anything imports sqlite_utils, makes it catch the right ones.
"""

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2
