import { translator } from "@/lib/translate";
import type { NoticeGroup, Preview } from "../queries";
import { DoubtList, place } from "./doubt-list";
import { Section } from "./reading-sections";

/** What became no record, with the reason, and everything the reader should know of the file. Nothing is dropped in silence. */
export function LeftSection({ preview }: { preview: Preview }) {
  const t = translator("import.left");
  const { skipped, notices, otherDoubts } = preview;
  return (
    <Section id="left" title={translator("import.sections")("left")}>
      <div className="flex flex-col gap-4 text-sm">
        <details open={skipped.count <= 12}>
          <summary className="font-medium">{t("rows", { count: skipped.count })}</summary>
          {skipped.count === 0 ? (
            <p className="mt-1 text-muted">{t("noRows")}</p>
          ) : (
            <table className="register mt-1 max-w-4xl">
              <thead>
                <tr>
                  <th scope="col" className="text-left">
                    {translator("import")("rowsShort", { row: "" })}
                  </th>
                  <th scope="col" className="text-left">
                    {t("why")}
                  </th>
                  <th scope="col" className="text-left">
                    {t("text")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {skipped.rows.map(({ row, why, text, category }) => (
                  <tr key={`${row}-${why}`}>
                    <td className="font-mono">{row}</td>
                    <td>{t(`reason.${why}`, { category: category ?? "none" })}</td>
                    <td className="text-muted">{text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <More shown={skipped.rows.length} count={skipped.count} />
        </details>
        {otherDoubts.count > 0 && (
          <details open={otherDoubts.count <= 12}>
            <summary className="font-medium">{t("doubts", { count: otherDoubts.count })}</summary>
            <DoubtList doubts={otherDoubts.doubts} />
            <More shown={otherDoubts.doubts.length} count={otherDoubts.count} />
          </details>
        )}
        <details open={notices.count <= 12}>
          <summary className="font-medium">{t("notices", { count: notices.count })}</summary>
          {notices.count === 0 && <p className="mt-1 text-muted">{t("noNotices")}</p>}
          {notices.groups.map((group) => (
            <NoticeList key={group.kind} group={group} />
          ))}
        </details>
      </div>
    </Section>
  );
}

function NoticeList({ group }: { group: NoticeGroup }) {
  const t = translator("importNotices");
  return (
    <>
      <ul className="mt-1 max-w-4xl">
        {group.notices.map((notice, index) => {
          const where = place(notice.row, notice.column);
          return (
            <li key={index} className="border-b py-1">
              {where && <span className="text-muted">{where}: </span>}
              {t(notice.kind, words(notice.params))}
            </li>
          );
        })}
      </ul>
      <More shown={group.notices.length} count={group.count} />
    </>
  );
}

/** Fields are called here as they are called in the table of columns. */
function words(params: Record<string, string | number>): Record<string, string | number> {
  const fields = translator("import.fields");
  return typeof params.field === "string" && fields.has(params.field) ? { ...params, field: fields(params.field) } : params;
}

function More({ shown, count }: { shown: number; count: number }) {
  return count > shown ? <p className="mt-1 text-muted">{translator("import")("more", { count: count - shown })}</p> : null;
}
