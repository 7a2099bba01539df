import anyAscii from 'any-ascii';

/*
 * Chinese family names as Mandarin (pinyin), Cantonese, Wade-Giles, Hokkien and Singapore spellings write them; the first of a
 * line stands for all. Only names of frequent bearers: others keep their pinyin.
 */
const families = `wang wong ong|li lee lei|zhang cheung chang chong teo|liu lau liew low|chen chan tan chin tran|yang yeung young
  |huang hwang ng ooi|zhao chiu chao|wu woo goh|zhou chow chou chew|xu hsu hui khoo tsui|sun suen|ma mah|zhu chu choo|hu woo
  |guo kwok kuo|he ho hor|gao ko|lin lam lim|luo lo law loh|zheng cheng tay|liang leung leong|xie tse hsieh cheah|song sung
  |tang tong|han hon|feng fung|deng tang|cao tso tsao|peng pang|zeng tsang|xiao siu hsiao|tian tin|dong tung|pan poon|yuan yuen
  |cai choi tsai chua|jiang keung chiang kiang|yu yee|du to|ye yip yeh yap|cheng ching|wei ngai|su so|lu lui lo|ding ting
  |ren yam jen|lu lo|yao yiu|shen shum|zhong chung|cui tsui|tan tam|fan|jin kam|shi shek|liao liu|jia ka|xia ha|fu foo|fang fong
  |zou chau|xiong hung|bai pak|meng mang|qin chun|qiu yau khoo chiu|hou hau|yin wan|yan yim|lei lui|long lung|huang wong`;

const aliases: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  for (const line of families.split('|')) {
    const [first = '', ...others] = line.trim().split(/\s+/);
    for (const other of others) found.set(other, [...(found.get(other) ?? []), first]);
  }
  return found;
})();

/** The Mandarin family names that a spelling from elsewhere may stand for: `wong` gives `wang` and `huang`. */
export const mandarinFamilies = (latin: string): readonly string[] => aliases.get(latin) ?? [];

/** The pinyin of a Chinese word without tones, its syllables joined as passports join them: 若汐 gives `ruoxi`. */
export const latinOfHan = (word: string): readonly string[] => [
  anyAscii(word)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, ''),
];
