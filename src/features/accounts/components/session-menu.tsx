"use client";

import { Building2, LogOut, UserRound } from "lucide-react";
import { signOut } from "next-auth/react";
import { forgetDrafts, useDraftOwner } from "@/components/form/draft-scope";
import { AccountMenu } from "@/components/shell/account-menu";

interface SessionMenuProps {
  name: string;
  email: string;
  accountHref: string;
  words: { account: string; organizations: string; signOut: string };
}

/** The person's menu in the top bar. */
export function SessionMenu({ name, email, accountHref, words }: SessionMenuProps) {
  const owner = useDraftOwner();
  return (
    <AccountMenu
      name={name}
      email={email}
      items={[
        { label: words.account, href: accountHref, icon: <UserRound /> },
        { label: words.organizations, href: "/organizations", icon: <Building2 /> },
        "separator",
        {
          label: words.signOut,
          icon: <LogOut />,
          onSelect: () => {
            forgetDrafts(owner?.person ?? null);
            void signOut({ callbackUrl: "/sign-in" });
          },
        },
      ]}
    />
  );
}
