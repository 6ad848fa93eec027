import type { SettingsStringTable } from './settingsStrings';

export const ptBR: SettingsStringTable = {
  settings_missing: 'Está faltando.',
  settings_notAnObject: 'Precisa ser um objeto.',
  settings_notAList: 'Precisa ser uma lista.',
  settings_notTrueOrFalse: 'Precisa ser true ou false.',
  settings_notANumber: 'Precisa ser um número inteiro maior que 0.',
  settings_tooMuch: 'É mais do que docs/settings.md permite.',
  settings_notAPhoneNumber: 'Precisa ser um número como +14155550100.',
  settings_notAChannel: 'Precisa ser sms, whatsapp, rcs, messenger, apple ou chat.',
  settings_retired: 'O provedor encerrou este canal.',
  settings_notATime: 'Precisa ser um horário, por exemplo 21:00.',
  settings_notADate: 'Tem de ser um dia como 2026-12-25.',
  settings_notATimeZone: 'Tem de ser um fuso horário como America/New_York.',
  settings_notAnOrigin: 'Precisa ser uma origem, por exemplo https://crm.example.com.',
  settings_notAKey: 'Precisa ser uma letra maiúscula que o Flex não use.',
  settings_notAColor: 'Precisa ser uma cor como #0263e0.',
  settings_notAnIcon:
    'Precisa ser um ícone do Flex, um ícone do Paste dos que docs/channels.md lista ou o endereço https:// de uma imagem.',
  settings_notAFunction: 'Precisa ser o nome de uma das funções do backend, como kiosk-events.',
  settings_notASid: 'Não é um SID da Twilio do tipo certo.',
  settings_noMatcher: 'Precisa de channelType ou taskChannelUniqueName.',
  settings_duplicate: 'Já existe, nesta lista ou no próprio Flex.',
  settings_notATemplate: 'Tem de ser um texto com partes como {{task.attributes.name}}.',
  settings_notAChoice: 'Tem de ser um dos valores listados em docs/settings.md.',
  settings_noCondition: 'Precisa de um entre equals, in e exists, e só um.',
  settings_unknown: 'Não há nenhuma configuração com este nome.',
};
