import Link from "next/link";
import { type GraphNode, neighboursOf, type ThreadGraph } from "@/domain/thread-graph";
import { translator } from "@/lib/translate";
import { nodeHref } from "../drawing";

/** The graph in words: each party, what it requires, where that is written, what answers it and what is missing. */
export function GraphList({ home, graph }: { home: string; graph: ThreadGraph }) {
  const t = translator("graph");
  const gap = translator("threads.gap");
  const around = neighboursOf(graph);
  const node = new Map(graph.nodes.map((one) => [one.id, one]));
  const at = (ids: readonly string[]) => ids.map((id) => node.get(id)!);
  const requirementsOf = (party: GraphNode): GraphNode[] => {
    const found = new Map<string, GraphNode>();
    for (const next of at(around.get(party.id)!.after)) {
      const own = next.column === "requirement" ? [next] : at(around.get(next.id)!.after);
      for (const requirement of own) if (requirement.owner === party.ref) found.set(requirement.id, requirement);
    }
    return [...found.values()];
  };
  return (
    <ul className="border-t text-sm">
      {graph.nodes
        .filter(({ column }) => column === "party")
        .map((party) => (
          <li key={party.id} className="border-b py-2">
            <Name home={home} node={party} />
            <ul className="mt-1 ml-4 border-l border-line-strong pl-4">
              {requirementsOf(party).map((requirement) => {
                const { before, after } = around.get(requirement.id)!;
                const written = at(before).filter(({ column }) => column === "source");
                return (
                  <li key={requirement.id} className="py-1">
                    <Name home={home} node={requirement} />
                    <ul className="ml-4 text-muted">
                      {written.length > 0 && (
                        <li>
                          {t("writtenIn")} <Names home={home} nodes={written} />
                        </li>
                      )}
                      {(["control", "risk", "document", "evidence"] as const).map((column) => {
                        const found = at(after).filter((one) => one.column === column);
                        return (
                          found.length > 0 && (
                            <li key={column}>
                              {t(`column.${column}`)}: <Names home={home} nodes={found} />
                            </li>
                          )
                        );
                      })}
                      {requirement.gaps.length > 0 && (
                        <li className="text-ink">{t("missing", { words: requirement.gaps.map((code) => gap(code)).join(", ") })}</li>
                      )}
                    </ul>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
    </ul>
  );
}

function Names({ home, nodes }: { home: string; nodes: readonly GraphNode[] }) {
  return nodes.map((node, index) => (
    <span key={node.id}>
      {index > 0 && ", "}
      <Name home={home} node={node} />
    </span>
  ));
}

function Name({ home, node }: { home: string; node: GraphNode }) {
  const t = translator("graph");
  const href = nodeHref(home, node);
  const notes = [...(node.adverse ? [t("adverse")] : []), ...(node.weak ? [t(node.broken ? "broken" : "weak")] : [])];
  const ref = node.ref || t(`type.${node.type}`);
  return (
    <span>
      {href ? (
        <Link href={href} prefetch={false} className="link font-mono text-[0.8125rem]">
          {ref}
        </Link>
      ) : (
        <span>{ref}</span>
      )}{" "}
      <bdi className="[overflow-wrap:anywhere] text-ink">{node.title}</bdi>
      {notes.length > 0 && ` (${notes.join(", ")})`}
    </span>
  );
}
