import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { API_SCOPES, USUAL_TOKEN_DAYS } from "@/domain/api-token";
import { makeToken, revokeToken } from "@/features/api-tokens/actions";
import { RevokeToken } from "@/features/api-tokens/components/revoke-token";
import { TokenForm } from "@/features/api-tokens/components/token-form";
import { listTokens, type TokenRow } from "@/features/api-tokens/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("apiTokens")("title") };

const SHAPES = { open: "decided", expired: "retired", revoked: "retired" } as const;

export default async function TokensPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "api-token:manage");
  const tokens = await listTokens(access);
  const t = translator("apiTokens");
  const { slug } = access.organization;
  return (
    <Words namespaces={["apiTokens"]}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[{ label: translator("organizations")("settings"), href: `/${slug}/settings` }, { label: t("title") }]}
      />
      <section aria-labelledby="new-token" className="max-w-4xl">
        <h2 id="new-token" className="font-serif text-xl font-semibold">
          {t("newTitle")}
        </h2>
        <div className="mt-3">
          <TokenForm
            action={makeToken.bind(null, slug)}
            scopes={API_SCOPES.map((value) => ({ value, label: t(`scope.${value.replace(":", "_")}`) }))}
            days={USUAL_TOKEN_DAYS}
          />
        </div>
      </section>
      <section aria-labelledby="tokens" className="mt-10 max-w-5xl">
        <h2 id="tokens" className="font-serif text-xl font-semibold">
          {t("all")}
        </h2>
        {tokens.length === 0 ? (
          <p className="mt-1 text-muted">{t("none")}</p>
        ) : (
          <ul className="mt-2 border-t">
            {tokens.map((token) => (
              <li key={token.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b py-3">
                <div className="min-w-0 flex-1 basis-72">
                  <p className="font-medium [overflow-wrap:anywhere]">{token.name}</p>
                  <p className="text-sm text-muted">{aboutToken(token)}</p>
                  {!token.creatorIsHere && token.state === "open" && <p className="text-sm">{t("creatorLeft")}</p>}
                </div>
                <div className="flex items-center gap-4">
                  <StatusMark shape={SHAPES[token.state]}>{t(`state.${token.state}`)}</StatusMark>
                  {token.state === "open" && <RevokeToken token={token} action={revokeToken.bind(null, slug)} />}
                </div>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Words>
  );
}

function aboutToken(token: TokenRow): string {
  const t = translator("apiTokens");
  return [
    token.scopes.map((scope) => t(`scope.${scope.replace(":", "_")}`)).join(", "),
    t("madeBy", { name: token.creator ?? "", day: token.createdAt.slice(0, 10) }),
    t("until", { day: token.expiresAt.slice(0, 10) }),
    token.lastUsedAt ? t("lastUsed", { at: token.lastUsedAt.slice(0, 16).replace("T", " ") }) : t("neverUsed"),
  ].join(" · ");
}
