"use client";

import { signOut } from "next-auth/react";
import { useState } from "react";
import { forgetDrafts } from "@/components/form/draft-scope";
import { Button } from "@/components/ui/button";

export function SignOutButton({ label, next = "/sign-in" }: { label: string; next?: string }) {
  const [pending, setPending] = useState(false);
  return (
    <Button
      pending={pending}
      onClick={() => {
        setPending(true);
        // No organisation is open here, so nobody says whose drafts they are: all of this device go.
        forgetDrafts(null);
        void signOut({ callbackUrl: next });
      }}
    >
      {label}
    </Button>
  );
}
