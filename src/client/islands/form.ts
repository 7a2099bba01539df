/** What is typed in a form: texts by the names of its inputs. Files are left out. */
export const textsIn = (form: HTMLFormElement): ((name: string) => readonly string[]) => {
  const data = new FormData(form);
  return (name) => data.getAll(name).filter((value): value is string => typeof value === 'string');
};

/** The form's contents as it would be sent, without files. */
export const encoded = (form: HTMLFormElement): URLSearchParams => {
  const pairs = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return new URLSearchParams(pairs);
};

/** Puts a value into a text like `Saved at {time}`. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
