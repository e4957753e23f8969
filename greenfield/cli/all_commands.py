"""All commands of the program; others add theirs by the entry point `greenfield.commands`."""

from greenfield.cli.backup import BACKUP
from greenfield.cli.command import Command
from greenfield.cli.company_list import COMPANY_LIST
from greenfield.cli.company_new import COMPANY_NEW
from greenfield.cli.company_set import COMPANY_SET
from greenfield.cli.company_show import COMPANY_SHOW
from greenfield.cli.compute import COMPUTE
from greenfield.cli.conflict_end import CONFLICT_END
from greenfield.cli.conflict_history import CONFLICT_HISTORY
from greenfield.cli.conflict_list import CONFLICT_LIST
from greenfield.cli.conflict_undo import CONFLICT_UNDO
from greenfield.cli.demo import DEMO
from greenfield.cli.doctor import DOCTOR
from greenfield.cli.enrol import ENROL
from greenfield.cli.erase import COMPANY_ERASE, VISIT_ERASE
from greenfield.cli.exchange_export import EXCHANGE_EXPORT
from greenfield.cli.exchange_import import EXCHANGE_IMPORT
from greenfield.cli.exchange_look import EXCHANGE_LOOK
from greenfield.cli.exchange_recipient import EXCHANGE_RECIPIENT
from greenfield.cli.form_check import FORM_CHECK
from greenfield.cli.form_export import FORM_EXPORT
from greenfield.cli.form_run import FORM_RUN
from greenfield.cli.hub_backup import HUB_BACKUP
from greenfield.cli.hub_device import HUB_DEVICE
from greenfield.cli.hub_find import HUB_FIND
from greenfield.cli.hub_import import HUB_IMPORT
from greenfield.cli.hub_invite import HUB_INVITE
from greenfield.cli.hub_new import HUB_NEW
from greenfield.cli.hub_org import HUB_ORG
from greenfield.cli.hub_quota import HUB_QUOTA
from greenfield.cli.hub_restore import HUB_RESTORE
from greenfield.cli.hub_serve import HUB_SERVE
from greenfield.cli.keys_add import KEYS_ADD
from greenfield.cli.keys_list import KEYS_LIST
from greenfield.cli.keys_remove import KEYS_REMOVE
from greenfield.cli.library_search import LIBRARY_SEARCH
from greenfield.cli.measure_choose import MEASURE_CHOOSE
from greenfield.cli.measure_drop import MEASURE_DROP
from greenfield.cli.measure_list import MEASURE_LIST
from greenfield.cli.measure_status import MEASURE_STATUS
from greenfield.cli.package_build import PACKAGE_BUILD
from greenfield.cli.package_check import PACKAGE_CHECK
from greenfield.cli.package_install import PACKAGE_INSTALL
from greenfield.cli.package_list import PACKAGE_LIST
from greenfield.cli.report import REPORT
from greenfield.cli.restore import RESTORE
from greenfield.cli.share import COMPANY_SHARE, VISIT_SHARE
from greenfield.cli.sync import SYNC
from greenfield.cli.sync_disconnect import SYNC_DISCONNECT
from greenfield.cli.sync_set import SYNC_SET
from greenfield.cli.visit_answer import VISIT_ANSWER
from greenfield.cli.visit_attach import VISIT_ATTACH
from greenfield.cli.visit_finish import VISIT_FINISH
from greenfield.cli.visit_import import VISIT_IMPORT
from greenfield.cli.visit_list import VISIT_LIST
from greenfield.cli.visit_new import VISIT_NEW
from greenfield.cli.visit_reopen import VISIT_REOPEN
from greenfield.cli.visit_set import VISIT_SET
from greenfield.cli.visit_show import VISIT_SHOW
from greenfield.cli.workspace_new import WORKSPACE_NEW


def all_commands() -> list[Command]:
    """Return the commands in the order in which help lists them."""
    return [
        DEMO, COMPUTE, REPORT, BACKUP, RESTORE, DOCTOR, WORKSPACE_NEW, KEYS_LIST, KEYS_ADD, KEYS_REMOVE,
        COMPANY_LIST, COMPANY_SHOW, COMPANY_NEW, COMPANY_SET, COMPANY_SHARE, COMPANY_ERASE, VISIT_LIST, VISIT_SHOW, VISIT_NEW, VISIT_SET, VISIT_ANSWER, VISIT_ATTACH,
        VISIT_IMPORT, VISIT_FINISH, VISIT_REOPEN, VISIT_SHARE, VISIT_ERASE, MEASURE_LIST, MEASURE_CHOOSE, MEASURE_DROP, MEASURE_STATUS, FORM_CHECK, FORM_RUN, FORM_EXPORT,
        PACKAGE_BUILD, PACKAGE_CHECK, PACKAGE_INSTALL, PACKAGE_LIST, LIBRARY_SEARCH,
        ENROL, SYNC, SYNC_SET, SYNC_DISCONNECT, CONFLICT_LIST, CONFLICT_END, CONFLICT_UNDO, CONFLICT_HISTORY,
        EXCHANGE_EXPORT, EXCHANGE_LOOK, EXCHANGE_IMPORT, EXCHANGE_RECIPIENT, HUB_FIND,
        HUB_NEW, HUB_SERVE, HUB_ORG, HUB_INVITE, HUB_DEVICE, HUB_QUOTA, HUB_BACKUP, HUB_RESTORE, HUB_IMPORT,
    ]  # fmt: skip
