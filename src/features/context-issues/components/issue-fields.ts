/** What the form of an issue holds; its own file, because pages on the server make it and the form in the browser takes it. */
export type IssueFields = {
  title: string;
  category: string;
  description: string;
  pestle: string[];
  climateRelated: boolean;
  ownerId: string;
  note: string;
};

export const EMPTY_ISSUE: IssueFields = {
  title: "",
  category: "",
  description: "",
  pestle: [],
  climateRelated: false,
  ownerId: "",
  note: "",
};
