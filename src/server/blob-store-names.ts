const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** "<organisation>/<ab>/<hash>": the place of a file in any store. Throws for what is no id or no hash, so that no name from outside becomes a path. */
export function blobKey(organizationId: string, hash: string): string {
  if (!SHA256.test(hash)) throw new Error("A stored file is asked for by something that is no hash");
  return `${organizationFolder(organizationId)}/${hash.slice(0, 2)}/${hash}`;
}

/** The folder of an organisation. Throws for what is no id. */
export function organizationFolder(organizationId: string): string {
  if (!UUID.test(organizationId)) throw new Error("A stored file is asked for by something that is no organisation");
  return organizationId;
}

/** The name of an upload's file. Throws for what is no id. */
export function uploadFile(uploadId: string): string {
  if (!UUID.test(uploadId)) throw new Error("An upload is asked for by something that is no id");
  return `${uploadId}.part`;
}
