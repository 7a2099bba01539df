import { scriptOf, type Script } from './script.ts';

/*
 * The key by which a name meets itself across scripts that do not write vowels: consonants in few classes, several values
 * where a letter may stand for several sounds, two names meet when any of their keys agree.
 *   P b p v f   T t   D d   S s z ts sh ch zh j   K k g q kh gh   M   N   L   R
 */

/** Values of an entry stand after the sign of equality, divided by `/`; `_` is no consonant. */
const soundsOf = (lines: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    lines
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [from = '', to = ''] = entry.split('=');
        return [from, to.split('/').map((value) => value.replace('_', ''))] as const;
      }),
  );

const latin =
  soundsOf(`a=_ e=_ i=_ o=_ u=_ y=_ h=_ b=P p=P v=P f=P ph=P w=P/_ t=T d=D th=T/D dt=T tt=T dd=D s=S z=S c=K k=K q=K g=K
  x=KS/S m=M n=N l=L r=R j=S/_ ck=K cq=K qu=K/KP kh=K/_ ch=S/K gh=K/_ sh=S sch=S tsch=S tch=S shch=S sz=S cz=S zh=S ts=S tz=S zz=S ss=S
  ce=S ci=S cy=S cc=K cce=S cci=S ge=K/S gi=K/S gy=K/S dj=S dzh=S dz=S tj=S/T ng=NK/N sc=S/SK sce=S sci=S
  wr=R wh=P/_ kn=KN gn=N/KN ps=PS pf=P rh=R mb=MP/M nh=N lh=L ll=L mm=M nn=N rr=R bb=P pp=P ff=P gg=K kk=K vv=P`);

const cyrillic =
  soundsOf(`б=P п=P в=P ф=P т=T д=D с=S з=S ц=S ч=S ш=S щ=S ж=S к=K г=K/_ ґ=K х=K/_ м=M н=N л=L р=R тс=S дз=S дж=S/TS
  тш=S тч=S тц=S нг=NK/N нн=N лл=L мм=M рр=R сс=S зз=S кк=K тт=T пп=P бб=P фф=P дд=D ў=P/_ ђ=S ћ=S џ=S љ=L њ=N ј=_ ғ=K қ=K ң=NK һ=_ кс=KS`);

const arabic =
  soundsOf(`ب=P پ=P ف=P ڤ=P و=_/P ت=T ط=T ث=T/S د=D ض=D ذ=D/S ظ=S/T س=S ش=S ص=S ز=S ج=S/K چ=S ژ=S ك=K ک=K ق=K
  غ=K خ=K/_ گ=K ڭ=NK م=M ن=N ل=L ر=R تش=S دج=S تس=S ٹ=T ڈ=D ڑ=R ں=N سس=S كس=KS`);

const hebrew = soundsOf(`ב=P פ=P ף=P ו=_/P וו=P ט=T ת=T ד=D ס=S ש=S צ=S ץ=S ז=S ג׳=S ז׳=S צ׳=S ץ׳=S ג'=S ז'=S צ'=S ץ'=S
  כ=K ך=K ק=K ג=K/S ח=_/K מ=M ם=M נ=N ן=N ל=L ר=R טש=S טס=S דז=S קס=KS נג=NK/N`);

const greek =
  soundsOf(`β=P π=P φ=P μπ=P/MP τ=T δ=D θ=T ντ=D/NT σ=S ς=S ζ=S τσ=S τζ=S κ=K γ=K/_ χ=K/_ γκ=K/NK γγ=NK ξ=KS ψ=PS μ=M ν=N
  λ=L ρ=R σσ=S λλ=L νν=N κκ=K ρρ=R ττ=T αυ=_/P ευ=_/P`);

/** Conjoining letters of Hangul (NFD): first consonants, then ends. */
const hangul =
  soundsOf(`ᄀ=K ᄁ=K ᄏ=K ᄃ=T/D ᄄ=T ᄐ=T ᄇ=P ᄈ=P ᄑ=P ᄉ=S ᄊ=S ᄌ=S ᄍ=S ᄎ=S ᄒ=_/P ᄅ=R/L ᄂ=N ᄆ=M ᄋ=_
  ᆨ=K ᆩ=K ᆿ=K ᆮ=T ᇀ=T ᆺ=S/T ᆻ=S ᆽ=S ᆾ=S ᆸ=P ᇁ=P ᆼ=NK/N ᆯ=L/R ᆫ=N ᆷ=M ᆯᄅ=L ᆫᄂ=N ᆷᄆ=M 드=D 트=T`);

const tables: Partial<Record<Script, ReadonlyMap<string, readonly string[]>>> = {
  cyrillic,
  arabic,
  hebrew,
  greek,
  hangul,
};

const reading = (text: string, table: ReadonlyMap<string, readonly string[]>): (readonly string[])[] => {
  const found: (readonly string[])[] = [];
  for (let at = 0; at < text.length; ) {
    let length = 4;
    while (length > 1 && !table.has(text.slice(at, at + length))) length -= 1;
    const values = table.get(text.slice(at, at + length));
    if (values) found.push(values);
    at += length;
  }
  return found;
};

/** More readings of one word than this cost more tokens than they find. */
const mostKeys = 4;

const combined = (read: readonly (readonly string[])[]): readonly string[] => {
  let keys: string[] = [''];
  for (const values of read) {
    const used = keys.length * values.length > mostKeys ? values.slice(0, 1) : values;
    keys = keys.flatMap((key) => used.map((value) => key + value));
  }
  return [...new Set(keys.map((key) => key.replaceAll(/(.)\1+/g, '$1')).filter((key) => key !== ''))];
};

/**
 * The keys of a word in its own script (lower case): at most four, the likeliest first, none for a word without consonants.
 * `latinWord` is its plain Latin, read when the script has no table of its own.
 */
export const consonantKeys = (word: string, latinWord: string): readonly string[] => {
  const script = scriptOf(word);
  const table = tables[script];
  if (!table) return combined(reading(latinWord, latin));
  const text = script === 'hangul' ? word.normalize('NFD') : word.normalize('NFC');
  return combined(reading(text, table));
};
