"""类型检查的设置 · The application's settings with a home folder elsewhere, so that checking types leaves no trace."""

import os
import tempfile

os.environ.setdefault("LANDSUPPLY_HOME", os.path.join(tempfile.gettempdir(), "landsupply-typed"))

from landsupply.web.settings import *  # noqa: F403  # settings are names of a module: these are all of the application's
