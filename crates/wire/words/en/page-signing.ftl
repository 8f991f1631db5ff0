# Signing: through NCALayer or by file. All words stand here, none in the script.

sign-connecting = Connecting to NCALayer…
sign-choose-key = Choose the key in NCALayer’s window and enter its password.
sign-sending = The signature is ready and is being sent…
sign-cancelled = Nothing was signed: NCALayer’s window was closed. Start again when you are ready.
sign-not-running = NCALayer is not running or not installed. Start the program and try again; it can be installed from pki.gov.kz. The other way is signing by file, below.
sign-closed = NCALayer broke the connection off, and nothing was signed. Start the program again and retry.
sign-too-late = There was no answer for too long, and nothing was signed. Find and close NCALayer’s window, then try again.
sign-old = This version of NCALayer is too old to sign like this. Update the program from pki.gov.kz, or sign by file below.
sign-wrong-key = The chosen key does not fit. A document is signed with the organisation’s signing key, not with the key for signing in. Choose the right key and try again.
sign-wrong-key-for-entering = The chosen key does not fit: the key for signing in is needed (its name begins with AUTH). Choose it and try again.
sign-garbled = NCALayer’s answer makes no sense, and nothing was signed. Update the program and try again.
sign-failed = NCALayer could not sign. Check the key’s file and its password, and try again.
sign-no-script = Only signing through NCALayer needs JavaScript, and it is switched off in this browser. Switch JavaScript on, or sign by file below.
sign-by-file = Sign by file (without NCALayer)
sign-by-file-how = Download the file, make a detached CMS signature of it with your own signing program, and send the signature’s file here. Do not change the downloaded file: exactly its bytes have to be signed.
sign-download = Download the file to sign: { $what }
sign-upload = The signature’s file (.p7s, .cms): { $what }
sign-send-file = Send the signature’s file
page-file-choose = Choose a file
page-file-none = No file chosen
