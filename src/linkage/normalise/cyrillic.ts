import { readBy, tableOf } from './script.ts';

/*
 * Cyrillic into Latin, as passports of different years and countries write it. The first spelling is ICAO Doc 9303-3
 * (today's machine-readable zone); the others are what older passports and foreign registers hold.
 */

const icao = `а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch
  ш=sh щ=shch ъ=ie ы=y ь= э=e ю=iu я=ia і=i ї=i є=ie ґ=g ў=u ј=j љ=lj њ=nj ћ=c ђ=d џ=dz ѓ=g ќ=k ѕ=dz ѝ=i
  ә=a ғ=g қ=q ң=n ө=o ұ=u ү=u һ=h`;
/** Cabinet of Ministers of Ukraine, resolution 55 of 2010. */
const ukrainian = 'г=h ґ=g и=y й=i є=ie ї=i ь= зг=zgh';
/** Belarus, instruction of 2008 (passports): Volha, not Olga. */
const belarusian = 'г=h ў=u х=kh ц=ts';
/** Russian passports before 2010 (French manner) and GOST/BGN. */
const older = 'й=y ю=yu я=ya ё=yo х=kh ц=ts ъ= ы=y у=ou ж=j ш=ch ч=tch щ=chtch';
const english = 'й=y ю=yu я=ya ё=yo х=kh ъ= щ=shch э=e';
const german = 'ж=sch ш=sch ч=tsch щ=schtsch й=j ю=ju я=ja в=w з=s х=ch ц=z';
const polish = 'ж=z ш=sz ч=cz щ=szcz й=j ю=ju я=ja в=w х=ch ц=c ы=y';
/** Serbian and Bulgarian Latin. */
const southern = 'ж=z ш=s ч=c ћ=c ђ=dj џ=dz х=h ц=c щ=sht ъ=a й=y ю=yu я=ya';

const laid = (over: string): ReadonlyMap<string, string> => new Map([...tableOf(icao), ...tableOf(over)]);

const tables = [icao, english, ukrainian, belarusian, southern, older, german, polish].map((over) => laid(over));

/** The Latin spellings of a Cyrillic word (lower case), ICAO first, without doubles. */
export const latinOfCyrillic = (word: string): readonly string[] => [
  ...new Set(tables.map((table) => readBy(word, table, 2).join(''))),
];
