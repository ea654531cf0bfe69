import { Check } from "lucide-react";
import { PERMISSIONS, permissionTable } from "@/domain/permissions";
import { translator } from "@/lib/translate";

/** The one written table of permissions, as the application itself uses it. */
export function PermissionTable() {
  const t = translator("members");
  const roles = translator("vocabulary.role");
  const { roles: columns, permissions } = permissionTable();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe, scrollable-region-focusable)
    <section className="overflow-x-auto" aria-label={t("permissions")} tabIndex={0}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b text-left">
            <th scope="col" className="py-2 pr-4 font-medium">
              {t("permission")}
            </th>
            {columns.map((role) => (
              <th key={role} scope="col" className="px-2 py-2 text-center font-medium">
                {roles(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSIONS.map((permission) => (
            <tr key={permission} className="border-b">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                {t(`may.${permission}`)}
              </th>
              {columns.map((role) => (
                <td key={role} className="px-2 py-1.5 text-center">
                  {permissions[permission][role] ? (
                    <>
                      <Check aria-hidden className="inline size-4" />
                      <span className="sr-only">{t("yes")}</span>
                    </>
                  ) : (
                    <>
                      <span aria-hidden className="text-muted">
                        –
                      </span>
                      <span className="sr-only">{t("no")}</span>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
