"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Shape } from "@/components/ui/status-mark";
import { classNames } from "@/lib/class-names";
import type { MapParty, MapRequirement } from "../queries";
import { stateOf } from "../requirement-state";

export interface MapBranch {
  key: string;
  name: string;
  /** The list of its parties; null for parties without a vector, which no list can filter. */
  href: string | null;
  parties: readonly MapParty[];
}

interface MapTreeProps {
  /** "/nordwind" */
  home: string;
  organization: string;
  branches: readonly MapBranch[];
}

/** One line of the tree: what is drawn, what a screen reader hears, where Enter leads. */
interface Node {
  id: string;
  level: number;
  words: string;
  href: string | null;
  face: ReactNode;
  children: Node[];
}

const OPEN_AT_FIRST = 40;

/**
 * The map as a tree that grows to the right: the picture and the control are one thing, so what is drawn can be read and walked by keys, and the
 * printer prints what is open. Arrow keys as in any tree; one node at a time is reached by Tab.
 */
export function MapTree({ home, organization, branches }: MapTreeProps) {
  const t = useTranslations("map");
  const router = useRouter();
  const root = useMemo(() => rootOf({ home, organization, branches, t }), [home, organization, branches, t]);
  const count = branches.reduce((sum, branch) => sum + branch.parties.length, 0);
  const vectors = root.children.map((node) => node.id);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([root.id, ...(count <= OPEN_AT_FIRST ? vectors : [])]));
  const [current, setCurrent] = useState(root.id);
  const tree = useRef<HTMLUListElement>(null);
  const moved = useRef(false);

  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    tree.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(current)}"]`)?.focus();
  }, [current]);

  const visible = useMemo(() => flat(root, open), [root, open]);
  const toggle = (id: string, wanted?: boolean) =>
    setOpen((before) => {
      const after = new Set(before);
      if (wanted ?? !before.has(id)) after.add(id);
      else after.delete(id);
      return after;
    });
  const go = (node: Node | undefined) => {
    if (!node) return;
    moved.current = true;
    setCurrent(node.id);
  };

  /** What a key does at a node; false: nothing. */
  function act(key: string, index: number, node: Node, parent: Node | null): boolean {
    const parts = node.children.length > 0;
    switch (key) {
      case "ArrowDown":
        go(visible[index + 1]?.node);
        return true;
      case "ArrowUp":
        go(visible[index - 1]?.node);
        return true;
      case "Home":
        go(visible[0]?.node);
        return true;
      case "End":
        go(visible.at(-1)?.node);
        return true;
      case "ArrowRight":
        if (parts && !open.has(node.id)) toggle(node.id, true);
        else go(node.children[0]);
        return true;
      case "ArrowLeft":
        if (parts && open.has(node.id)) toggle(node.id, false);
        else go(parent ?? undefined);
        return true;
      case "Enter":
        if (node.href) router.push(node.href);
        else toggle(node.id);
        return true;
      case " ":
        toggle(node.id);
        return true;
      case "*":
        setOpen((before) => new Set([...before, ...(parent?.children ?? [node]).map(({ id }) => id)]));
        return true;
      default:
        return false;
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const index = visible.findIndex(({ node }) => node.id === current);
    const here = visible[index];
    if (!here) return;
    const { node, parent } = here;
    if (act(event.key, index, node, parent)) {
      event.preventDefault();
      return;
    }
    if (event.key.length === 1) {
      const letter = event.key.toLowerCase();
      const after = [...visible.slice(index + 1), ...visible.slice(0, index)];
      go(after.find(({ node: other }) => other.words.toLowerCase().startsWith(letter))?.node);
    }
  }

  return (
    <>
      <div className="no-print mb-4 flex flex-wrap items-center gap-2">
        <Button onClick={() => setOpen(new Set([root.id, ...vectors]))}>{t("openVectors")}</Button>
        <Button onClick={() => setOpen(new Set(all(root)))}>{t("openAll")}</Button>
        <Button
          onClick={() => {
            setOpen(new Set([root.id]));
            setCurrent(root.id);
          }}
        >
          {t("foldAll")}
        </Button>
        <Button onClick={() => window.print()}>{t("print")}</Button>
        <p className="text-sm text-muted" id="map-keys">
          {t("keys")}
        </p>
      </div>
      <div className="overflow-x-auto pb-3 print:overflow-visible">
        <ul
          ref={tree}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: HTML has no tree
          role="tree"
          aria-label={t("tree", { organization })}
          aria-describedby="map-keys"
          onKeyDown={onKeyDown}
          className="w-max min-w-full max-md:w-full"
        >
          <Branch
            node={root}
            open={open}
            current={current}
            place={1}
            size={1}
            onPick={(id) => {
              setCurrent(id);
              toggle(id);
            }}
          />
        </ul>
      </div>
    </>
  );
}

interface BranchProps {
  node: Node;
  open: ReadonlySet<string>;
  current: string;
  place: number;
  size: number;
  onPick: (id: string) => void;
}

function Branch({ node, open, current, place, size, onPick }: BranchProps) {
  const unfolded = node.children.length > 0 && open.has(node.id);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree listens for the keys of all its nodes
    <li
      role="treeitem"
      data-node={node.id}
      aria-level={node.level}
      aria-posinset={place}
      aria-setsize={size}
      aria-expanded={node.children.length > 0 ? unfolded : undefined}
      aria-selected={current === node.id}
      aria-label={node.words}
      tabIndex={current === node.id ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        if (!(event.target as Element).closest("a")) onPick(node.id);
      }}
      className={classNames(
        "group/node relative flex items-start py-0.5 outline-none max-md:flex-col",
        // The line from the stem to this node, and the piece of the stem beside it: the first begins and the last ends at its own height.
        node.level > 1 &&
          "before:absolute before:top-[1.1rem] before:-left-4 before:w-4 before:border-t before:border-line-strong after:absolute after:top-0 after:bottom-0 after:-left-4 after:border-l after:border-line-strong first:after:top-[1.1rem] last:after:bottom-auto last:after:h-[1.1rem] only:after:hidden",
      )}
    >
      {node.face}
      {unfolded && (
        // biome-ignore lint/a11y/useSemanticElements: the group of a tree is a list
        <ul
          role="group"
          className="relative ml-8 before:absolute before:top-[1.1rem] before:-left-8 before:w-4 before:border-t before:border-line-strong max-md:ml-6 max-md:before:hidden"
        >
          {node.children.map((child, index) => (
            <Branch
              key={child.id}
              node={child}
              open={open}
              current={current}
              place={index + 1}
              size={node.children.length}
              onPick={onPick}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

const FACE =
  "flex shrink-0 cursor-default items-baseline gap-2 rounded-md border bg-surface px-2.5 py-1 text-sm group-focus-visible/node:[li:focus-visible>&]:outline-2 group-focus-visible/node:[li:focus-visible>&]:outline-offset-2 group-focus-visible/node:[li:focus-visible>&]:outline-gold";

interface Making extends MapTreeProps {
  t: ReturnType<typeof useTranslations>;
}

function rootOf({ home, organization, branches, t }: Making): Node {
  return {
    id: "root",
    level: 1,
    words: organization,
    href: null,
    face: <span className={classNames(FACE, "border-ink font-serif font-semibold")}>{organization}</span>,
    children: branches.map((branch) => branchNode(branch, home, t)),
  };
}

function branchNode(branch: MapBranch, home: string, t: Making["t"]): Node {
  const count = t("parties", { count: branch.parties.length });
  const empty = branch.parties.length === 0;
  return {
    id: branch.key,
    level: 2,
    words: `${branch.name}, ${empty ? t("emptyVector") : count}`,
    href: branch.href,
    face: (
      <span className={classNames(FACE, "w-52 flex-wrap border-line-strong", empty && "border-dashed")}>
        <span className="font-medium">{branch.name}</span>
        <span className="text-muted">{empty ? t("emptyVector") : count}</span>
      </span>
    ),
    children: branch.parties.map((party) => partyNode(party, home, t)),
  };
}

function partyNode(party: MapParty, home: string, t: Making["t"]): Node {
  const href = `${home}/interested-parties/${party.ref}`;
  const count = t("requirements", { count: party.requirementCount });
  const more = party.requirementCount - party.requirements.length;
  const list = `${home}/requirements?party=${party.ref}`;
  return {
    id: party.ref,
    level: 3,
    words: [party.name, party.ref, party.adverse && t("adverse"), count].filter(Boolean).join(", "),
    href,
    face: (
      <span className={classNames(FACE, "w-72 border-line")}>
        {party.adverse && <Shape shape="adverse" className="translate-y-0.5" />}
        <a href={href} tabIndex={-1} className="link font-mono text-[0.8125rem] whitespace-nowrap">
          {party.ref}
        </a>
        <span dir="auto" title={party.name} className="line-clamp-2 min-w-0 flex-1 [overflow-wrap:anywhere]">
          {party.name}
        </span>
        <span aria-hidden className="text-muted">
          {party.requirementCount}
        </span>
      </span>
    ),
    children: [
      ...party.requirements.map((requirement) => requirementNode(requirement, home, t)),
      ...(more > 0
        ? [
            {
              id: `${party.ref}-more`,
              level: 4,
              words: t("more", { count: more }),
              href: list,
              face: (
                <a href={list} tabIndex={-1} className={classNames(FACE, "link border-dashed border-line")}>
                  {t("more", { count: more })}
                </a>
              ),
              children: [],
            },
          ]
        : []),
    ],
  };
}

function requirementNode(requirement: MapRequirement, home: string, t: Making["t"]): Node {
  const { key, shape } = stateOf(requirement);
  const state = t(`state.${key}`);
  const href = `${home}/requirements/${requirement.ref}`;
  return {
    id: requirement.ref,
    level: 4,
    words: `${requirement.statement}, ${requirement.ref}, ${state}`,
    href,
    face: (
      <span className={classNames(FACE, "w-96 border-transparent bg-transparent max-md:w-full")} title={state}>
        <Shape shape={shape} className="translate-y-0.5" />
        <a href={href} tabIndex={-1} className="link font-mono text-[0.8125rem] whitespace-nowrap">
          {requirement.ref}
        </a>
        <span dir="auto" className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">
          {requirement.statement}
        </span>
      </span>
    ),
    children: [],
  };
}

interface Seen {
  node: Node;
  parent: Node | null;
}

/** The nodes that can be seen, from top to bottom. */
function flat(node: Node, open: ReadonlySet<string>, parent: Node | null = null): Seen[] {
  return [{ node, parent }, ...(open.has(node.id) ? node.children.flatMap((child) => flat(child, open, node)) : [])];
}

function all(node: Node): string[] {
  return [node.id, ...node.children.flatMap(all)];
}
