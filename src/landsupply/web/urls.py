"""地址 · All routes of the application, from every page's list."""

from __future__ import annotations

from landsupply.web.api import application
from landsupply.web.pages import (
    acts,
    entrance,
    entrance_oidc,
    health,
    home,
    jobs,
    law,
    leader,
    ledger,
    ledger_cells,
    ledger_fields,
    ledger_issues,
    ledger_send,
    map,
    map_files,
    map_list,
    map_print,
    outline,
    parcel,
    plans,
    plans_checks,
    plans_documents,
    plans_figures,
    plans_gate,
    plans_versions,
    proofread,
    public,
    public_parcels,
    settings,
    settings_accounts,
    settings_factor,
    settings_oidc,
    settings_password,
    settings_place,
    settings_tokens,
    tour,
    workbench,
    workbench_board,
    workbench_scenarios,
)
from landsupply.web.routes import Route, pattern

ROUTES: tuple[Route, ...] = (
    *health.ROUTES,
    *application.ROUTES,
    *entrance.ROUTES,
    *entrance_oidc.ROUTES,
    *home.ROUTES,
    *tour.ROUTES,
    *ledger.ROUTES,
    *ledger_cells.ROUTES,
    *ledger_fields.ROUTES,
    *ledger_send.ROUTES,
    *ledger_issues.ROUTES,
    *parcel.ROUTES,
    *map.ROUTES,
    *map_files.ROUTES,
    *map_print.ROUTES,
    *map_list.ROUTES,
    *outline.ROUTES,
    *plans.ROUTES,
    *plans_figures.ROUTES,
    *plans_checks.ROUTES,
    *plans_versions.ROUTES,
    *plans_documents.ROUTES,
    *plans_gate.ROUTES,
    *leader.ROUTES,
    *public.ROUTES,
    *public_parcels.ROUTES,
    *settings.ROUTES,
    *settings_password.ROUTES,
    *settings_factor.ROUTES,
    *settings_oidc.ROUTES,
    *settings_tokens.ROUTES,
    *settings_accounts.ROUTES,
    *settings_place.ROUTES,
    *acts.ROUTES,
    *law.ROUTES,
    *proofread.ROUTES,
    *workbench.ROUTES,
    *workbench_board.ROUTES,
    *workbench_scenarios.ROUTES,
    *jobs.ROUTES,
)

#: What programs ask, each with the verb it needs.
OPERATIONS = application.OPERATIONS

#: What Django answers with where no page does.
handler400, handler404, handler500 = (
    f"landsupply.web.refusals.{name}" for name in ("unreadable", "not_there", "fault_of_ours")
)

urlpatterns = [*(pattern(route) for route in ROUTES), *application.patterns()]
