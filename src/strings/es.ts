import type { StringTable } from './StringTable';

export const es: StringTable = {
  startConversation: 'Iniciar conversación',
  close: 'Cerrar',

  sender: 'Enviar desde',
  senderOption: '{{name}} · {{channel}} · {{address}}',
  channel_sms: 'SMS',
  channel_whatsapp: 'WhatsApp',
  channel_messenger: 'Messenger',
  channel_chat: 'Chat web',
  customerNumber: 'Número del cliente',
  customerNumberHelp: 'Con código de país, por ejemplo +52 55 1234 5678',
  customerName: 'Nombre del cliente (opcional)',
  firstMessage: 'Primer mensaje',
  required: 'Obligatorio',
  characters: '{{count}} de {{limit}} caracteres',
  send: 'Enviar',
  sending: 'Enviando…',
  waitingForTask: 'Enviado. Abriendo la conversación…',
  tryAgain: 'Reintentar',
  startOver: 'Empezar de nuevo',
  uncertain:
    'No se sabe si el mensaje salió, por eso el formulario está bloqueado. “Reintentar” es seguro: el cliente recibe el mensaje una sola vez.',

  unavailable:
    'Usted está en “{{activity}}”, así que la conversación no se le puede asignar. Póngase disponible y después envíe.',
  goAvailable: 'Pasar a {{activity}}',
  goAvailableFailed: 'No se pudo cambiar su actividad. Cámbiela arriba a la derecha en Flex.',

  noTask_unavailable:
    'El mensaje se envió, pero la conversación no le llegó porque usted está en “{{activity}}”. Póngase disponible; se abrirá en cuanto se le asigne.',
  noTask_noCapacity:
    'El mensaje se envió, pero la conversación no le llegó porque su capacidad de {{channel}} está ocupada. Termine una tarea; se abrirá en cuanto se le asigne.',
  noTask_unknown:
    'El mensaje se envió, pero la conversación aún no le ha llegado. No lo envíe otra vez; si no aparece pronto, pregunte a su supervisor.',

  error_REQUEST_INVALID: 'Algo del formulario no se acepta. Revise todos los campos y envíe de nuevo.',
  error_NUMBER_INVALID:
    'No es un número al que se pueda llegar. Escríbalo con código de país, por ejemplo +52 55 1234 5678.',
  error_NUMBER_IS_OURS: 'Este número es uno de los nuestros. Escriba el número del cliente.',
  error_SENDER_NOT_ALLOWED: 'Este remitente ya no se puede usar. Elija otro.',
  error_MESSAGE_EMPTY: 'Escriba el primer mensaje.',
  error_MESSAGE_TOO_LONG: 'El mensaje es demasiado largo. Acórtelo a {{limit}} caracteres.',
  error_NUMBER_CANNOT_RECEIVE:
    'Este número no puede recibir mensajes por este canal: es un teléfono fijo. Pida un número móvil o elija otro canal.',
  error_TEMPLATE_NOT_APPROVED: 'WhatsApp ya no acepta esta plantilla. No se ha enviado nada. Elija otra.',
  error_TEMPLATE_VARIABLES_MISSING: 'Rellene todos los campos de la plantilla.',
  error_FILE_NOT_ALLOWED: 'Este canal no admite este archivo. Elija otro o escriba un texto.',
  error_SEND_TIME_INVALID: 'Elija una hora dentro de 15 minutos como mínimo y de 35 días como máximo.',
  error_QUEUE_NOT_ALLOWED: 'Usted no pertenece a esta cola. Elija otra.',
  error_SUPERVISOR_ONLY:
    'A esta hora solo pueden escribir los supervisores. No se ha enviado nada. Pregunte a su supervisor o envíelo más tarde.',
  error_OPTED_OUT:
    'Este cliente no quiere mensajes de este remitente. No se ha enviado nada, ni se puede enviar nada hasta que escriba START.',
  error_QUIET_HOURS:
    'Donde está el cliente son las {{customerTime}}, y entre las {{quietFrom}} y las {{quietTo}} no se envía nada. Envíelo más tarde o prográmelo.',
  error_WINDOW_CLOSED:
    'El cliente no ha escrito en las últimas 24 horas, así que solo se puede enviar una plantilla aprobada. No se ha enviado nada. Elija una plantilla.',
  error_CONVERSATION_CHANGED: 'La conversación ha cambiado entretanto. No se ha enviado nada. Mire de nuevo.',
  error_NOT_SCHEDULED: 'Este mensaje ya se ha enviado o cancelado. Mire de nuevo la lista.',
  error_TOKEN_REFUSED:
    'Su sesión de Flex no se acepta. No se envió nada. Recargue Flex, inicie sesión de nuevo y vuelva a enviar.',
  error_WORKER_UNKNOWN:
    'No ha iniciado sesión como agente, así que no se envió nada. Pida a un administrador que lo dé de alta como agente.',
  error_CONVERSATION_OPEN:
    'Ya hay una conversación abierta con este cliente desde este remitente. No se envió nada. Continúe esa o elija otro remitente.',
  error_REQUEST_IN_PROGRESS: 'El mensaje todavía se está enviando. Espere un momento y reintente.',
  error_TWILIO_REFUSED:
    'Twilio lo rechazó y no quedó nada a medias. Revise el número y el remitente (error de Twilio {{twilioCode}}).',
  error_TWILIO_UNAVAILABLE: 'Twilio no respondió. Espere un momento y reintente.',
  error_LEFT_HALF_DONE:
    'Se detuvo a medias y no se pudo deshacer. Indique esta conversación a un administrador: {{conversationSid}}.',
  error_SETTINGS_WRONG:
    'Messaging Controls no está bien configurado, así que no se envió nada. Avise a un administrador.',
  error_INTERNAL: 'Algo falló de nuestro lado. Espere un momento y reintente; si continúa, avise a un administrador.',
  error_BACKEND_UNREACHABLE: 'No se pudo llegar al servidor. Revise su conexión y reintente.',
  error_BACKEND_UNEXPECTED: 'El servidor respondió de una forma que Flex no entiende. Espere un momento y reintente.',
  error_ACTION_CANCELLED: 'Otra parte de Flex lo detuvo antes de enviar nada. Cambie lo que le pida y envíe de nuevo.',

  messageKind_error: 'Error',
  messageKind_warning: 'Advertencia',
  messageKind_neutral: 'Nota',

  notSetUp:
    'Messaging Controls aún no está configurado: un administrador debe indicar la dirección del backend y un remitente.',
  partBroken: 'Esta parte dejó de funcionar. El resto de Flex no se ve afectado. Ciérrela y vuelva a abrirla.',

  settingsProblems:
    'Messaging Controls omitió ajustes incorrectos ({{count}}). El primero: {{path}}: {{reason}} Vea todos en la consola del navegador.',
  settings_missing: 'Falta.',
  settings_notAnObject: 'Tiene que ser un objeto.',
  settings_notAList: 'Tiene que ser una lista.',
  settings_notText: 'Tiene que ser texto.',
  settings_notTrueOrFalse: 'Tiene que ser true o false.',
  settings_notAUrl: 'Tiene que ser una dirección que empiece por https://.',
  settings_notANumber: 'Tiene que ser un número entero mayor que 0.',
  settings_notAPhoneNumber: 'Tiene que ser un número como +14155550100.',
  settings_notAChannel: 'Tiene que ser sms, whatsapp, messenger o chat.',
  settings_retired: 'Su proveedor ha cerrado este canal.',
  settings_notATime: 'Tiene que ser una hora, por ejemplo 21:00.',
  settings_notAnOrigin: 'Tiene que ser un origen, por ejemplo https://crm.example.com.',
  settings_notAKey: 'Tiene que ser una letra mayúscula que Flex no use.',
  settings_notAColor: 'Tiene que ser un color como #0263e0.',
  settings_notASid: 'No es un SID de Twilio del tipo correcto.',
  settings_noMatcher: 'Necesita channelType o taskChannelUniqueName.',
  settings_duplicate: 'Ya existe.',
};
