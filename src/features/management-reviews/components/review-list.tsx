import Link from "next/link";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { ManagementReviewRow } from "../queries";
import { ReviewStatusMark } from "./review-marks";

/** All management reviews: when, with whom, about which version, and whether the minutes are signed. */
export function ReviewList({ rows, path }: { rows: readonly ManagementReviewRow[]; path: string }) {
  const t = translator("managementReviews");
  const columns = ["meeting", "heldOn", "attendees", "version", "agenda", "state"] as const;
  return (
    <div className="overflow-x-auto">
      <table className="register min-w-3xl">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="text-left">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.ref}>
              <td className="[overflow-wrap:anywhere]">
                <Link href={`${path}/${row.ref}`} prefetch={false} className="link font-mono text-[0.8125rem]">
                  {row.ref}
                </Link>{" "}
                <bdi>{row.title}</bdi>
              </td>
              <td className="whitespace-nowrap">
                {row.status === "planned" ? t("plannedFor", { day: row.heldOn }) : row.heldOn}
                {row.enteredLate > 0 && row.status !== "planned" && (
                  <StatusMark shape="partly" className="flex whitespace-normal">
                    {t("enteredLate", { days: row.enteredLate })}
                  </StatusMark>
                )}
              </td>
              <td>
                {t("attendeeCount", { count: row.attendees })}
                {row.attendees > 0 && <span className="block text-sm text-muted">{t("withTop", { count: row.topManagement })}</span>}
              </td>
              <td>
                {row.approved.length > 0 && <span className="block">{t("approvedHere", { numbers: row.approved.join(", ") })}</span>}
                <span className="block text-sm text-muted">
                  {row.governingVersion ? t("governing", { number: row.governingVersion }) : t("noGoverning")}
                </span>
              </td>
              <td>{row.inputs > 0 ? t("answered", { done: row.answered, all: row.inputs }) : t("noAgenda")}</td>
              <td>
                <ReviewStatusMark status={row.status} />
                {row.signedBy && (
                  <span className="block text-sm text-muted">{t("signedBy", { name: row.signedBy, day: row.signedOn ?? "" })}</span>
                )}
                {row.nextOn && <span className="block text-sm text-muted">{t("nextOn", { day: row.nextOn })}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
