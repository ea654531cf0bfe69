"use client";

import { signOut } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

export function SignOutButton({ label, next = "/sign-in" }: { label: string; next?: string }) {
  const [pending, setPending] = useState(false);
  return (
    <Button
      pending={pending}
      onClick={() => {
        setPending(true);
        void signOut({ callbackUrl: next });
      }}
    >
      {label}
    </Button>
  );
}
