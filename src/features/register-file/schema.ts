/** A register of 20,000 requirements has some 30 MB. */
export const REGISTER_FILE_LIMIT = 40 * 1024 * 1024;
