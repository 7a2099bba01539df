import type { ComponentChildren, VNode } from 'preact';
import type { Language, TextKey } from './languages.ts';
import { sourceTexts } from './texts.ts';

type Values = Readonly<Record<string, ComponentChildren>>;

const fill = (text: string, values: Values): ComponentChildren[] =>
  text.split(/\{(\w+)\}/).map((part, place) => {
    if (place % 2 === 0) return part;
    const value = values[part];
    if (value === undefined) throw new Error(`a text of the public pages asks for {${part}}, which nobody gave`);
    return value;
  });

/** A text of the page, with numbers and names set into it. Marks its own language where it is not the page's. */
export const Say = (asked: { of: TextKey; language: Language; values?: Values }): VNode => {
  const { text, language, direction } = asked.language.say(asked.of);
  const parts = fill(text, asked.values ?? {});
  if (language === asked.language.code) return <>{parts}</>;
  return (
    <span class="foreign" lang={language} dir={direction}>
      {parts}
    </span>
  );
};

/** A name or number that keeps its own direction inside a right-to-left sentence. */
export const Apart = ({ children }: { children: ComponentChildren }): VNode => <bdi dir="ltr">{children}</bdi>;

/** Whether the pages have words under this key. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(sourceTexts().texts, key);

/** The text that belongs to a statement of the profile. Throws if the profile names one that has no words yet. */
export const textOf = (key: string): TextKey => {
  if (isTextKey(key)) return key;
  throw new Error(`the profile shows a statement that the public pages have no words for: "${key}"`);
};
