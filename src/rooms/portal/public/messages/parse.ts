/** A file that came with a form. */
export type SentFile = { readonly bytes: Buffer };

/** What a form brought. */
export type SentForm = { readonly fields: Readonly<Record<string, string>>; readonly file: SentFile | null };

/** Reads a form with a file, by the program that browsers' own forms are read with; null when it is none. */
export const readSent = async (type: string, body: Buffer): Promise<SentForm | null> => {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const fields: Record<string, string> = {};
    let file: SentFile | null = null;
    for (const [name, value] of form) {
      if (typeof value === 'string') fields[name] = value;
      else if (value.size > 0) file = { bytes: Buffer.from(await value.arrayBuffer()) };
    }
    return { fields, file };
  } catch {
    return null;
  }
};
