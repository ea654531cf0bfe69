"use client";

import { useEffect } from "react";

/** Says of the whole document, its title too, in which language it speaks: the frame around every page is the app's and speaks English. */
export function DocumentLanguage({ language }: { language: string }) {
  useEffect(() => {
    const before = document.documentElement.lang;
    document.documentElement.lang = language;
    return () => {
      document.documentElement.lang = before;
    };
  }, [language]);
  return null;
}
