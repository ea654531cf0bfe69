/** What the form of a party holds; its own file, because pages on the server make it and the form in the browser takes it. */
export type PartyFields = {
  name: string;
  category: string;
  kind: string;
  relation: string[];
  members: string[];
  representative: string;
  representativeContact: string;
  identificationMethod: string | null;
  identificationNote: string;
  pestle: string[];
  influenceVector: string | null;
  power: number | null;
  interest: number | null;
  support: number | null;
  scoresConfirmed: boolean;
  attitude: string | null;
  engagementCurrent: string | null;
  engagementTarget: string | null;
  adverse: boolean;
  imposesLaw: boolean;
  silent: boolean;
  ownerId: string;
  issueIds: string[];
  note: string;
};

/** A group is the usual kind (rule D7); whether it is inside or outside is for the person to say. */
export const EMPTY_PARTY: PartyFields = {
  name: "",
  category: "",
  kind: "group",
  relation: [],
  members: [],
  representative: "",
  representativeContact: "",
  identificationMethod: null,
  identificationNote: "",
  pestle: [],
  influenceVector: null,
  power: null,
  interest: null,
  support: null,
  scoresConfirmed: false,
  attitude: null,
  engagementCurrent: null,
  engagementTarget: null,
  adverse: false,
  imposesLaw: false,
  silent: false,
  ownerId: "",
  issueIds: [],
  note: "",
};
