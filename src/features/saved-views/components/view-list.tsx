import type { EditableList } from "@/domain/list-edits";
import { isRole } from "@/domain/saved-view";
import { ROLES } from "@/domain/vocabulary";
import { exactQuery } from "@/lib/table-look";
import { isNarrowed, parseTableState, type TableConfig, type TableState, tableHref } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { changeView, deleteView, saveView, updateViewQuery } from "../actions";
import type { SavedView } from "../queries";
import { READY_VIEWS } from "../ready-views";
import { type ListedView, ViewsMenu } from "./views-menu";

interface ViewListProps<Column extends string, Filter extends string> {
  access: Access;
  list: EditableList;
  /** The list's own address. */
  path: string;
  config: TableConfig<Column, Filter>;
  state: TableState<Column, Filter>;
  views: readonly SavedView[];
  plainQuery: string;
}

/** The views of a list: ready-made ones, one's own and the shared ones. */
export function ViewList<Column extends string, Filter extends string>(props: ViewListProps<Column, Filter>) {
  const { access, list, path, config, state, views, plainQuery } = props;
  const t = translator("savedViews");
  const now = exactQuery(state, config);
  const look = { columns: state.columns, density: state.density, pageSize: state.pageSize };
  const ready = READY_VIEWS[list].map(({ id, query }): ListedView => {
    const { filters } = parseTableState(new URLSearchParams(query), config);
    return {
      id,
      name: t(`ready.${id}`),
      href: tableHref(path + plainQuery, { ...parseTableState({}, config), ...look, filters }, config),
      current: state.q === "" && JSON.stringify(state.filters) === JSON.stringify(filters),
    };
  });
  const listed = (view: SavedView): ListedView => ({
    id: view.id,
    name: view.name,
    href: path + view.query,
    current: view.query === now,
    by: view.own ? undefined : view.by,
    shared: view.shared,
    defaultForRole: view.defaultForRole,
    opensFor: isRole(view.defaultForRole) ? t("opensFor", { role: translator("vocabulary.role")(view.defaultForRole) }) : undefined,
    mayChange: view.mayChange,
  });
  const { slug } = access.organization;
  return (
    <ViewsMenu
      words={words()}
      list={list}
      everything={{
        id: "all",
        name: t("everything"),
        href: tableHref(path + plainQuery, { ...parseTableState({}, config), ...look }, config),
        current: !isNarrowed(state as TableState),
      }}
      ready={ready}
      own={views.filter(({ own }) => own).map(listed)}
      shared={views.filter(({ own }) => !own).map(listed)}
      query={now}
      maySave={access.can("view:save")}
      roles={access.can("organization:update") ? ROLES.map((role) => ({ value: role, label: translator("vocabulary.role")(role) })) : []}
      save={saveView.bind(null, slug)}
      change={changeView.bind(null, slug)}
      update={updateViewQuery.bind(null, slug)}
      remove={deleteView.bind(null, slug)}
    />
  );
}

const NAMES = [
  "views",
  "readyTitle",
  "own",
  "sharedViews",
  "save",
  "saveLead",
  "saveSubmit",
  "saved",
  "name",
  "share",
  "shareHint",
  "defaultFor",
  "defaultForHint",
  "noRole",
  "settings",
  "settingsOf",
  "changeSubmit",
  "update",
  "updated",
  "remove",
  "removed",
  "by",
  "failed",
] as const;
export type ViewWords = Record<(typeof NAMES)[number], string>;

/** The few words of the menu, handed over with it: pages need no more of the messages for it. */
function words(): ViewWords {
  const t = translator("savedViews");
  return Object.fromEntries(NAMES.map((name) => [name, String(t.raw(name))])) as ViewWords;
}
