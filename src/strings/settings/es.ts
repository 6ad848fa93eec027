import type { SettingsStringTable } from './settingsStrings';

export const es: SettingsStringTable = {
  settings_missing: 'Falta.',
  settings_notAnObject: 'Tiene que ser un objeto.',
  settings_notAList: 'Tiene que ser una lista.',
  settings_notTrueOrFalse: 'Tiene que ser true o false.',
  settings_notANumber: 'Tiene que ser un número entero mayor que 0.',
  settings_tooMuch: 'Es más de lo que permite docs/settings.md.',
  settings_notAPhoneNumber: 'Tiene que ser un número como +14155550100.',
  settings_notAChannel: 'Tiene que ser sms, whatsapp, rcs, messenger, apple o chat.',
  settings_retired: 'Su proveedor ha cerrado este canal.',
  settings_notATime: 'Tiene que ser una hora, por ejemplo 21:00.',
  settings_notADate: 'Tiene que ser un día como 2026-12-25.',
  settings_notATimeZone: 'Tiene que ser una zona horaria como America/New_York.',
  settings_notAnOrigin: 'Tiene que ser un origen, por ejemplo https://crm.example.com.',
  settings_notAKey: 'Tiene que ser una letra mayúscula que Flex no use.',
  settings_notAColor: 'Tiene que ser un color como #0263e0.',
  settings_notAnIcon:
    'Tiene que ser un icono de Flex, un icono de Paste de los de docs/channels.md o la dirección https:// de una imagen.',
  settings_notAFunction: 'Tiene que ser el nombre de una de las funciones del backend, como kiosk-events.',
  settings_notASid: 'No es un SID de Twilio del tipo correcto.',
  settings_noMatcher: 'Necesita channelType o taskChannelUniqueName.',
  settings_duplicate: 'Ya existe, en esta lista o en el propio Flex.',
  settings_notATemplate: 'Tiene que ser un texto con partes como {{task.attributes.name}}.',
  settings_notAChoice: 'Tiene que ser uno de los valores que enumera docs/settings.md.',
  settings_noCondition: 'Necesita uno de equals, in y exists, y solo uno.',
  settings_unknown: 'No hay ningún ajuste con este nombre.',
};
