/** What the commands say on standard error, in both languages on one line: they are used from scripts and by other districts. */

const list = (words: readonly string[]): string => words.join(', ')

export const commandWords = {
  usage: {
    forecast:
      'npm run --silent forecast -- --rolls rolls.csv [--births births.csv] --origin 2014 --horizon 5 --grades K,1,2,3,4,5 --entry-age 5 [--format csv|json]',
    backtest:
      'npm run --silent backtest -- --rolls rolls.csv [--births births.csv] [--horizon 5] --grades K,1,2,3,4,5 --entry-age 5 --origins 2004-2018 [--targets-to 2019] [--format text|csv|json]',
  },
  argument: {
    missing: (name: string): string => `--${name}: 没有写 · is missing`,
    year: (name: string): string => `--${name}: 要写四位数的年份 · a year of four digits is wanted`,
    whole: (name: string, least: number, most: number): string =>
      `--${name}: 要写 ${least} 到 ${most} 的整数 · a whole number from ${least} to ${most} is wanted`,
    origins: '--origins: 要写成 2004-2018 · is written like 2004-2018',
    grades: '--grades: 年级之间用逗号隔开，不能空，不能重复 · grades, parted by commas, none empty, none twice',
    format: (allowed: readonly string[]): string => `--format: ${list(allowed)}`,
    unreadable: (file: string, why: string): string => `${file}: 打不开 · cannot be read (${why})`,
  },
  input: {
    encoding: '不是 UTF-8 · is not UTF-8',
    quotes: '引号没有配对 · a quotation mark is out of place',
    noColumn: '没有这一列 · this column is missing',
    columnTwice: '这一列写了两次 · this column stands there twice',
    tooLong: '这一行比表头长 · the row is longer than the header',
    empty: '没有写 · is empty',
    year: '要写四位数的年份 · a year of four digits is wanted',
    whole: '要写不小于 0 的整数 · a whole number ≥ 0 is wanted',
    grade: (grades: readonly string[]): string => `不在 --grades 里 · is not one of --grades (${list(grades)})`,
    twice: (line: number): string => `和第 ${line} 行重复 · line ${line} says it already`,
    otherArea: (area: string, line: number): string =>
      `第 ${line} 行写的片区是“${area}” · the school is in area "${area}" on line ${line}`,
    mixedAreas: '有的行写了片区，有的没写 · some rows name an area, others do not',
    hole: (school: string, grade: string, years: readonly number[]): string =>
      `“${school}”${grade} 年级缺 ${list(years.map(String))} · grade ${grade} of "${school}" is missing in ${list(years.map(String))}`,
    birthsHole: (years: readonly number[]): string =>
      `中间缺 ${list(years.map(String))} · ${list(years.map(String))} is missing in between`,
    unknownArea: '学籍里没有这个片区 · no roll knows this area',
    areaWithoutBirths: (area: string): string => `没有片区“${area}”的出生数 · there are no births of area "${area}"`,
    birthsMixed: '要么全区一个数，要么每个片区一个数 · births are either of the whole district or by area, not both',
    nothing: '没有数据 · holds no row',
    nothingAtOrigin: (year: number): string => `没有 ${year} 年的数据 · holds no row of ${year}`,
  },
  failed: (why: string): string => `没有算成 · failed: ${why}`,
} as const
