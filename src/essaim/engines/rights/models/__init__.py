from .grant import ACTION_OF, FLAGS, Grant, Reach, opened
from .matrix_version import MatrixVersion
from .role import Role, RoleHolder

__all__ = ["ACTION_OF", "FLAGS", "Grant", "MatrixVersion", "Reach", "Role", "RoleHolder", "opened"]
