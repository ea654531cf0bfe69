import { Tabs } from "@/components/ui/tabs";
import { translator } from "@/lib/translate";

/** The three ways of finding parties that nobody thought of. */
export function FindingTabs({ home, current }: { home: string; current: "catalogue" | "silent" | "board" }) {
  const t = translator("catalogue");
  const tab = (key: "catalogue" | "silent" | "board", href: string, label: string) => ({ href, label, current: key === current });
  return (
    <Tabs
      label={t("views")}
      items={[
        tab("catalogue", `${home}/catalogue`, t("tabCatalogue")),
        tab("silent", `${home}/catalogue/silent`, t("tabSilent")),
        tab("board", `${home}/board`, t("tabBoard")),
      ]}
    />
  );
}
