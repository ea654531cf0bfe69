import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import type { ActionResult } from "@/lib/action-result";
import { translator } from "@/lib/translate";
import type { Remark } from "../queries";
import { AddComment, ResolveComment } from "./comment-forms";

type Action = (input: unknown) => Promise<ActionResult<unknown>>;

interface CommentSectionProps {
  entity: string;
  entityId: string;
  comments: readonly Remark[];
  /** Null for readers. */
  actions: { add: Action; resolve: Action } | null;
}

/** Remarks on a record, open ones first. They stand outside the register itself: no snapshot holds them. */
export function CommentSection({ entity, entityId, comments, actions }: CommentSectionProps) {
  const t = translator("comments");
  if (comments.length === 0 && !actions) return null;
  const open = comments.filter((comment) => comment.resolved === null).length;
  return (
    <Words namespaces={["comments"]}>
      <section aria-labelledby="comments" className="mt-10 max-w-3xl">
        <h2 id="comments" className="mb-3 font-serif text-xl font-semibold">
          {open > 0 ? t("titleOpen", { open }) : t("title")}
        </h2>
        {comments.length > 0 && (
          <ul className="border-t">
            {comments.map((comment) => (
              <li key={comment.id} className="border-b py-3">
                <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-muted">
                  <StatusMark shape={comment.resolved ? "decided" : "open"}>{t(comment.resolved ? "resolved" : "open")}</StatusMark>
                  <span>
                    {comment.author || t("nobody")} · <time dateTime={comment.createdAt}>{utc(comment.createdAt)}</time>
                    {comment.origin && ` · ${comment.origin}`}
                  </span>
                </p>
                <p className="prose-width mt-1 whitespace-pre-line">{comment.text}</p>
                {comment.resolved && (
                  <p className="prose-width mt-1 text-sm whitespace-pre-line">
                    <span className="text-muted">
                      {t("resolvedBy", { name: comment.resolved.by || t("nobody"), time: utc(comment.resolved.at) })}
                    </span>{" "}
                    {comment.resolved.word}
                  </p>
                )}
                {!comment.resolved && actions && (
                  <div className="no-print mt-2">
                    <ResolveComment id={comment.id} version={comment.version} action={actions.resolve} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
        {actions && (
          <div className="no-print mt-4">
            <AddComment entity={entity} entityId={entityId} action={actions.add} />
          </div>
        )}
      </section>
    </Words>
  );
}

const utc = (instant: string) => `${instant.slice(0, 16).replace("T", " ")} UTC`;
