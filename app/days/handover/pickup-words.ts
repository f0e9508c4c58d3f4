import { momentInWords, timeOf } from '~/shared/day'

/** When and to whom a child was handed over, as its family reads it. */
export const handedInWords = ({
  way,
  personName,
  at,
}: {
  way: 'person' | 'code' | 'alone'
  personName: string
  at: number
}): string => {
  if (way === 'alone') return `${timeOf(at)} 自己回家了`
  return way === 'code' ? `${timeOf(at)} 凭${personName}的接送码接走了` : `${timeOf(at)} 交给了${personName}`
}

/** What families read about who fetches a child. */
export const pickupWords = {
  home: {
    title: '接送',
    tab: '接送',
    code: '出示今天的接送码',
    codeSays: '到校门口给老师扫一下。也可以报名字，由老师在名单上点。',
    out: (time: string): string => `今天 ${time} 放学`,
    gate: (gate: string): string => `在${gate}接`,
    noSession: '今天没有课',
    onLeave: '今天请假了',
    who: '谁能来接',
    you: '您',
    guardian: '监护人',
    end: '不让接了',
    endContact: '去掉',
    endOf: (name: string): string => `：${name}`,
    add: '添一个能接的人',
    of: (child: string): string => `，给${child}`,
    contacts: '出了事打给谁',
    contactsSay: '只打电话，不能接走孩子。',
    contactsNone: '还没有写。先打给监护人。',
    addContact: '添一个紧急联系人',
    walk: '自己回家',
    walkYes: (at: number): string => `同意了，${momentInWords(at)}。老师可以让孩子自己走。`,
    walkNo: '没有同意，一定要有人来接。',
    walkGo: '同意孩子自己回家',
    walkBack: '收回',
    care: '过敏和提醒',
    careNone: '没有写。',
    careGo: '写过敏和提醒',
    careEdit: '改或者删掉',
  },
  person: {
    title: {
      pickup: (child: string): string => `还有谁能接${child}？`,
      emergency: (child: string): string => `${child}出了事打给谁？`,
    },
    lead: {
      pickup: '先跟他本人说好。老师会看到姓名、关系和打了星号的手机。',
      emergency: '先跟他本人说好。找不到监护人时，学校打这个电话。',
    },
    name: '姓名',
    nameNone: '请写姓名。',
    relation: '是孩子的什么人',
    relationHint: '比如：外婆、邻居、托管班老师',
    relationNone: '请写是孩子的什么人。',
    phone: '电话',
    phoneHint: '11 位手机号，或者带区号的座机',
    phoneWrong: '请写 11 位手机号，或者带区号的座机，比如 0531-88880000。',
    long: (most: number): string => `最多 ${most} 个字。`,
    save: '写好了',
    back: '回接送',
    refused: '没有写上',
  },
  walk: {
    title: (child: string): string => `让${child}自己回家`,
    tick: '我看过上面的话，同意',
    tickNeeded: '同意的话，请勾上。',
    give: '同意自己回家',
    back: '回接送',
  },
  code: {
    title: '今天的接送码',
    lead: '只有今天能用，明天要重新拿。可以截图发给来接的人。',
    get: '拿一张接送码',
    again: '再拿一张',
    label: '接送码，给老师扫',
    hold: '把屏幕调亮，给老师扫一下。',
    noScan: '扫不了？让老师在手机上打开这个地址',
    who: (children: string): string => `能接：${children}`,
    none: '今天孩子都没有课，不用接送码。',
    back: '回接送',
    refused: '没有拿到',
  },
} as const
